import { createContext, useContext } from 'react';

/** The nonce of the page's scripts; browsers hide it from scripts, so it is empty there. */
const NonceContext = createContext('');

export const NonceProvider = NonceContext.Provider;

export function useNonce(): string {
	return useContext(NonceContext);
}
