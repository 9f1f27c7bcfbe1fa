import { createContext, useContext, useEffect } from 'react';

/** What keeps the page from being refreshed for as long as it is there. */
export interface RefreshHolds {
	/** @returns lets go again */
	hold(): () => void;
	held(): boolean;
}

export function createRefreshHolds(): RefreshHolds {
	let count = 0;
	return {
		hold() {
			count++;
			return () => {
				count--;
			};
		},
		held: () => count > 0,
	};
}

const Holds = createContext<RefreshHolds | null>(null);

export const RefreshHoldsProvider = Holds.Provider;

/** Keeps the page as it is while this is shown. */
export function useHeldRefresh(held: boolean): void {
	const holds = useContext(Holds);
	useEffect(() => (held ? holds?.hold() : undefined), [held, holds]);
}
