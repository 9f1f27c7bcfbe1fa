import { useSyncExternalStore } from 'react';

/**
 * False without JavaScript and while the page is being taken over: for what works only with it. That is
 * `invisible` until then, and keeps its place: what appeared later would move what is about to be clicked.
 */
export function useHydrated(): boolean {
	return useSyncExternalStore(
		() => () => undefined,
		() => true,
		() => false,
	);
}
