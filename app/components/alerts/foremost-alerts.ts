import type { OpenAlert } from '../../../server/alerts/alert.ts';

/** What a page that is about something else says of the open alerts. */
export interface ForemostAlerts {
	/** Those that nobody has acknowledged first; otherwise in the order in which they came. */
	shown: OpenAlert[];
	total: number;
}

/** More would push away what the page is about. */
const MOST = 3;

/** @param alerts the most severe first */
export function foremostAlerts(alerts: OpenAlert[], most = MOST): ForemostAlerts {
	const shown = [...unacknowledged(alerts), ...alerts.filter(({ acknowledged }) => acknowledged)];
	return { shown: shown.slice(0, most), total: alerts.length };
}

/** Those that nobody has said to know of. */
export function unacknowledged(alerts: OpenAlert[]): OpenAlert[] {
	return alerts.filter(({ acknowledged }) => !acknowledged);
}
