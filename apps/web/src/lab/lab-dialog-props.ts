/** What every dialog of the lab is given. */
export interface LabDialogProps {
	readonly open: boolean;
	readonly onClose: () => void;
}
