/** Why a server can't do what it is asked: a status of HTTP, and a sentence. */
export interface Failure {
	readonly status: number;
	readonly text: string;
}
