import { createContext, type ReactNode, useContext, useEffect, useState } from 'react';
import { timeZoneCookie } from '../preferences.ts';

const TimeZoneContext = createContext('UTC');

/** Shows times in the zone that the server knows of, then in the browser's, which it tells the server. */
export function TimeZoneProvider({ known, children }: { known: string; children: ReactNode }) {
	const [timeZone, setTimeZone] = useState(known);
	useEffect(() => {
		const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
		if (own === known) return;
		// biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing in Firefox and Safari
		document.cookie = timeZoneCookie(own);
		setTimeZone(own);
	}, [known]);
	return <TimeZoneContext.Provider value={timeZone}>{children}</TimeZoneContext.Provider>;
}

/** The IANA zone that times are shown in. */
export function useTimeZone(): string {
	return useContext(TimeZoneContext);
}
