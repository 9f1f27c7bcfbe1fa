import { useNavigation, useRevalidator } from '@remix-run/react';
import { useEffect, useRef, useState } from 'react';
import type { ClockStore } from '../time/clock-store.ts';
import { followAim } from './aiming.ts';
import { followFeed } from './feed.ts';
import type { RefreshHolds } from './refresh-holds.ts';
import { createRefresher } from './refresher.ts';

/** How current the page is: `stale` after 15 s without a connection. */
export type Liveness = 'connecting' | 'live' | 'reconnecting' | 'stale';

/** Real milliseconds. Some things change without a message, such as a worker that is silent. */
const STALE_AFTER = 15_000;
const REFRESH_ANYWAY = 10_000;

/** Keeps the page and its clock current for as long as it is mounted; while it is held, or the pointer aims at something, only the clock. */
export function useLiveFeed(clock: ClockStore, holds: RefreshHolds): Liveness {
	const [liveness, setLiveness] = useState<Liveness>('connecting');
	const { state, revalidate } = useRevalidator();
	const navigation = useNavigation();
	const latest = useRef({ idle: true, revalidate });
	useEffect(() => {
		latest.current = { idle: state === 'idle' && navigation.state === 'idle', revalidate };
	});

	useEffect(() => {
		let connected = false;
		let staleTimer: ReturnType<typeof setTimeout> | undefined;
		const aim = followAim();
		const refresher = createRefresher(() => {
			if (!connected || document.hidden || !latest.current.idle) return false;
			if (holds.held() || aim.aiming()) return false;
			latest.current.revalidate();
			return true;
		});
		const unfollow = followFeed({
			onChange: refresher.changed,
			onClock: clock.follow,
			onConnection(now) {
				if (now === connected) return;
				connected = now;
				clearTimeout(staleTimer);
				if (now) {
					setLiveness('live');
					refresher.changed();
				} else {
					setLiveness('reconnecting');
					staleTimer = setTimeout(() => setLiveness('stale'), STALE_AFTER);
				}
			},
		});
		const anyway = setInterval(refresher.changed, REFRESH_ANYWAY);
		document.addEventListener('visibilitychange', refresher.resume);
		return () => {
			document.removeEventListener('visibilitychange', refresher.resume);
			clearInterval(anyway);
			clearTimeout(staleTimer);
			refresher.stop();
			aim.stop();
			unfollow();
		};
	}, [clock, holds]);

	return liveness;
}
