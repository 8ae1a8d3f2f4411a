import type { ReactElement } from "react";
export const EventLog = (): ReactElement => <p>Events</p>;
