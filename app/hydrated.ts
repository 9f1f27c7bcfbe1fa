import { useSyncExternalStore } from 'react';

/** False without JavaScript and while the page is being taken over: for what works only with it. */
export function useHydrated(): boolean {
	return useSyncExternalStore(
		() => () => undefined,
		() => true,
		() => false,
	);
}
