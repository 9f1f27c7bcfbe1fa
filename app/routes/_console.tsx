import type { LoaderFunctionArgs } from '@remix-run/node';
import { Outlet, type ShouldRevalidateFunction, useLoaderData, useRouteLoaderData } from '@remix-run/react';
import { useState } from 'react';
import { unacknowledged } from '../components/alerts/foremost-alerts.ts';
import { MayLookNote } from '../components/layout/may-look-note.tsx';
import { ReplayBanner } from '../components/layout/replay-banner.tsx';
import { Sidebar } from '../components/layout/sidebar.tsx';
import { TopBar } from '../components/layout/top-bar.tsx';
import { StageIcons } from '../components/pipeline/stage-icons.tsx';
import { createRefreshHolds, RefreshHoldsProvider } from '../live/refresh-holds.ts';
import { useAlertCount } from '../live/use-alert-count.ts';
import { useLiveFeed } from '../live/use-live-feed.ts';
import { MayActProvider } from '../may-act.tsx';
import type { loader as rootLoader } from '../root.tsx';
import { createClockStore } from '../time/clock-store.ts';
import { ClockProvider } from '../time/pipeline-clock.tsx';
import { useTimeZone } from '../time/time-zone.tsx';

export async function loader({ context: { caller } }: LoaderFunctionArgs) {
	const [status, operator, alerts] = await Promise.all([
		caller.status(),
		caller.auth.me(),
		caller.alerts.list(),
	]);
	return {
		...status,
		operator: operator?.name ?? '',
		mayAct: operator?.role === 'operator',
		alerts: unacknowledged(alerts).length,
	};
}

/** Its clock follows the feed, and the count of alerts is asked for by itself; so a lost connection never takes the page's frame away. */
export const shouldRevalidate: ShouldRevalidateFunction = () => false;

export default function Console() {
	const { clock, replay, operator, mayAct, alerts } = useLoaderData<typeof loader>();
	const theme = useRouteLoaderData<typeof rootLoader>('root')?.theme ?? 'system';
	const [store] = useState(() => createClockStore(clock));
	const [holds] = useState(createRefreshHolds);
	const liveness = useLiveFeed(store, holds);
	const alertCount = useAlertCount(alerts);
	const zone = useTimeZone();
	return (
		<MayActProvider mayAct={mayAct}>
			<ClockProvider store={store}>
				<a
					href="#content"
					className="sr-only rounded-md bg-accent px-3 py-2 text-accent-ink focus:not-sr-only focus:absolute focus:left-2 focus:top-2 focus:z-30"
				>
					Skip to the content
				</a>
				<StageIcons />
				<div className="lg:grid lg:min-h-dvh lg:grid-cols-[13rem_minmax(0,1fr)]">
					<Sidebar alerts={alertCount} />
					<div className="min-w-0">
						<TopBar operator={operator} theme={theme} liveness={liveness} alerts={alertCount} />
						{replay && <ReplayBanner replay={replay} />}
						<MayLookNote />
						<main id="content" tabIndex={-1} className="mx-auto max-w-7xl px-4 py-6 outline-none">
							<RefreshHoldsProvider value={holds}>
								<Outlet />
							</RefreshHoldsProvider>
						</main>
						<footer className="mx-auto max-w-7xl px-4 pb-8 text-xs text-muted">
							{zone === 'UTC' ? 'Times are in UTC.' : `Times are in ${zone}; UTC shows on hover.`}
						</footer>
					</div>
				</div>
			</ClockProvider>
		</MayActProvider>
	);
}
