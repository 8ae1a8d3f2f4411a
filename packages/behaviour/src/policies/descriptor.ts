/** What somebody should know of a policy before they set it. */
export interface PolicyDescriptor {
	readonly name: string;
	/** What it decides. */
	readonly sentence: string;
	readonly parameters: readonly PolicyParameter[];
	/** The law that holds whatever happens; a property test plays against it. */
	readonly law: string;
	/** Where the idea was written down. */
	readonly source: string;
}

export interface PolicyParameter {
	readonly name: string;
	readonly sentence: string;
	/** As it is written where people set it. */
	readonly usual: string;
}
