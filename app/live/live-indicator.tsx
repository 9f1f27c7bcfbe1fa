import type { Liveness } from './use-live-feed.ts';

const LOOKS: Record<Liveness, { label: string; title: string; dot: string }> = {
	connecting: {
		label: 'Connecting',
		title: 'Not live yet: this is how it was when the page was loaded',
		dot: 'bg-muted',
	},
	live: { label: 'Live', title: 'This page updates by itself', dot: 'bg-good' },
	reconnecting: {
		label: 'Reconnecting',
		title: 'The connection was lost and is tried again',
		dot: 'bg-warn',
	},
	stale: { label: 'Stale', title: 'No connection: what you see may be out of date', dot: 'bg-bad' },
};

/** How current the page is. */
export function LiveIndicator({ liveness }: { liveness: Liveness }) {
	const { label, title, dot } = LOOKS[liveness];
	return (
		<span role="status" title={title} className="inline-flex items-center gap-1.5 text-xs text-muted">
			<span aria-hidden className={`size-2 rounded-full ${dot}`} />
			{label}
		</span>
	);
}
