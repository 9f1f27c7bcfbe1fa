import {
	BellRing,
	Bot,
	CalendarDays,
	ChartNoAxesCombined,
	Gauge,
	Layers,
	type LucideIcon,
	OctagonAlert,
	Rewind,
	ScrollText,
	Settings,
} from 'lucide-react';
import { urls } from '../../urls.ts';

export interface NavigationPage {
	to: string;
	label: string;
	icon: LucideIcon;
}

export interface NavigationGroup {
	label: string;
	pages: NavigationPage[];
}

/** The console's pages, in the order of their urgency. */
export const NAVIGATION: NavigationGroup[] = [
	{
		label: 'Now',
		pages: [
			{ to: urls.overview, label: 'Overview', icon: Gauge },
			{ to: urls.alerts, label: 'Alerts', icon: BellRing },
			{ to: urls.failures, label: 'Failures', icon: OctagonAlert },
		],
	},
	{
		label: 'Matches',
		pages: [
			{ to: urls.matches, label: 'Matches', icon: CalendarDays },
			{ to: urls.backfill, label: 'Backfill', icon: Rewind },
		],
	},
	{
		label: 'Pipeline',
		pages: [
			{ to: urls.queues, label: 'Queues', icon: Layers },
			{ to: urls.models, label: 'Models', icon: Bot },
		],
	},
	{
		label: 'Record',
		pages: [
			{ to: urls.history, label: 'History', icon: ChartNoAxesCombined },
			{ to: urls.audit, label: 'Audit', icon: ScrollText },
			{ to: urls.settings, label: 'Settings', icon: Settings },
		],
	},
];

/** The page whose address this is, or below whose address it lies. */
export function sectionOf(pathname: string): NavigationPage | undefined {
	return NAVIGATION.flatMap(({ pages }) => pages).find(
		({ to }) => pathname === to || (to !== urls.overview && pathname.startsWith(`${to}/`)),
	);
}
