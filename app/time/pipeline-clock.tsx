import { createContext, type ReactNode, useContext, useSyncExternalStore } from 'react';
import type { ClockStore } from './clock-store.ts';

const ClockContext = createContext<ClockStore | null>(null);

export function ClockProvider({ store, children }: { store: ClockStore; children: ReactNode }) {
	return <ClockContext.Provider value={store}>{children}</ClockContext.Provider>;
}

/** The pipeline's time, which ticks. */
export function useNow(): Date {
	const store = useContext(ClockContext);
	if (!store) throw new Error('useNow needs a ClockProvider around it');
	return new Date(useSyncExternalStore(store.subscribe, store.now, store.now));
}
