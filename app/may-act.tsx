import { createContext, type ReactNode, useContext } from 'react';

/** The id of the note that tells a viewer why what acts is off. */
export const MAY_LOOK_NOTE = 'may-look-not-act';

/** The same in one line, for what is off. */
export const MAY_LOOK_NOT_ACT = 'You may look, not act';

const MayAct = createContext(true);

/** Says to all that stands in it whether whoever looks at the page may change something. */
export function MayActProvider({ mayAct, children }: { mayAct: boolean; children: ReactNode }) {
	return <MayAct.Provider value={mayAct}>{children}</MayAct.Provider>;
}

/** Whether whoever looks at the page may change something; the server refuses it all the same. */
export function useMayAct(): boolean {
	return useContext(MayAct);
}
