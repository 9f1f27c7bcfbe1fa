import { useNavigation, useRevalidator } from '@remix-run/react';
import { useEffect, useState } from 'react';
import { urls } from '../urls.ts';

/**
 * How many open alerts nobody has acknowledged: as many as there were when the page was loaded, then asked anew whenever
 * the page has been. While nobody answers it stays as it was: the live indicator tells that.
 */
export function useAlertCount(first: number): number {
	const [known, setKnown] = useState(first);
	const revalidator = useRevalidator();
	const navigation = useNavigation();
	const refreshing = revalidator.state !== 'idle' || navigation.state !== 'idle';
	useEffect(() => {
		if (refreshing) return;
		const gone = new AbortController();
		askCount(gone.signal).then((now) => {
			if (now !== null && !gone.signal.aborted) setKnown(now);
		});
		return () => gone.abort();
	}, [refreshing]);
	return known;
}

/** Null when it cannot be told now: no connection, or the session has ended. */
async function askCount(signal: AbortSignal): Promise<number | null> {
	try {
		const response = await fetch(urls.alertCount, { signal, redirect: 'error' });
		const count: unknown = response.ok ? await response.json() : null;
		return typeof count === 'number' ? count : null;
	} catch {
		return null;
	}
}
