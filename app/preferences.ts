import { parseCookie, stringifySetCookie } from 'cookie';

export type Theme = 'system' | 'light' | 'dark';

/** What a browser remembers of how its operator wants to see the console. */
export interface Preferences {
	theme: Theme;
	/** IANA zone; UTC until the browser has told. */
	timeZone: string;
}

const THEME = 'touchline_theme';
const TIME_ZONE = 'touchline_time_zone';
const YEAR = 365 * 24 * 60 * 60;

export function readPreferences(request: Request): Preferences {
	const cookies = parseCookie(request.headers.get('cookie') ?? '');
	const theme = cookies[THEME];
	const timeZone = cookies[TIME_ZONE];
	return {
		theme: theme === 'light' || theme === 'dark' ? theme : 'system',
		timeZone: timeZone && isTimeZone(timeZone) ? timeZone : 'UTC',
	};
}

/** A `Set-Cookie` header. */
export function themeCookie(theme: Theme): string {
	return stringifySetCookie(THEME, theme, { path: '/', sameSite: 'lax', maxAge: YEAR });
}

/** The same for the browser's own `document.cookie`. */
export function timeZoneCookie(timeZone: string): string {
	return stringifySetCookie(TIME_ZONE, timeZone, { path: '/', sameSite: 'lax', maxAge: YEAR });
}

function isTimeZone(name: string): boolean {
	try {
		new Intl.DateTimeFormat('en', { timeZone: name });
		return true;
	} catch {
		return false;
	}
}
