import type { LoaderFunctionArgs } from '@remix-run/node';
import { Outlet, type ShouldRevalidateFunction, useLoaderData, useRouteLoaderData } from '@remix-run/react';
import { useState } from 'react';
import { Header } from '../components/layout/header.tsx';
import { ReplayBanner } from '../components/layout/replay-banner.tsx';
import { useLiveFeed } from '../live/use-live-feed.ts';
import type { loader as rootLoader } from '../root.tsx';
import { createClockStore } from '../time/clock-store.ts';
import { ClockProvider } from '../time/pipeline-clock.tsx';
import { useTimeZone } from '../time/time-zone.tsx';

export async function loader({ context }: LoaderFunctionArgs) {
	const status = await context.caller.status();
	const operator = (await context.caller.auth.me()) ?? '';
	return { ...status, operator };
}

/** Its clock follows the feed; so a lost connection never takes the page's frame away. */
export const shouldRevalidate: ShouldRevalidateFunction = () => false;

export default function Console() {
	const { clock, replay, operator } = useLoaderData<typeof loader>();
	const theme = useRouteLoaderData<typeof rootLoader>('root')?.theme ?? 'system';
	const [store] = useState(() => createClockStore(clock));
	const liveness = useLiveFeed(store);
	const zone = useTimeZone();
	return (
		<ClockProvider store={store}>
			<a
				href="#content"
				className="sr-only rounded-md bg-accent px-3 py-2 text-accent-ink focus:not-sr-only focus:absolute focus:left-2 focus:top-2 focus:z-10"
			>
				Skip to the content
			</a>
			<Header operator={operator} theme={theme} liveness={liveness} />
			{replay && <ReplayBanner replay={replay} />}
			<main id="content" tabIndex={-1} className="mx-auto max-w-7xl px-4 py-6 outline-none">
				<Outlet />
			</main>
			<footer className="mx-auto max-w-7xl px-4 pb-8 text-xs text-muted">
				{zone === 'UTC' ? 'Times are in UTC.' : `Times are in ${zone}; UTC shows on hover.`}
			</footer>
		</ClockProvider>
	);
}
