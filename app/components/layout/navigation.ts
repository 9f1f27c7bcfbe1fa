import { urls } from '../../urls.ts';

export interface NavigationGroup {
	label: string;
	pages: { to: string; label: string }[];
}

/** The console's pages, in the order of their urgency. */
export const NAVIGATION: NavigationGroup[] = [
	{
		label: 'Now',
		pages: [
			{ to: urls.overview, label: 'Overview' },
			{ to: urls.alerts, label: 'Alerts' },
			{ to: urls.failures, label: 'Failures' },
		],
	},
	{
		label: 'Matches',
		pages: [
			{ to: urls.matches, label: 'Matches' },
			{ to: urls.backfill, label: 'Backfill' },
		],
	},
	{
		label: 'Record',
		pages: [{ to: urls.history, label: 'History' }],
	},
];
