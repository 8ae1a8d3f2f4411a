import type { ReactElement } from "react";
export const Waterfall = (): ReactElement => <p>Waterfall</p>;
export const EventLog = (): ReactElement => <p>Events</p>;
