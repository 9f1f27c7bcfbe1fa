import { AppError } from '../errors.ts';

/**
 * The IANA zone that a football.json competition's local times are in, from what stands before the dot of
 * its code ("en" of "en.1"). Countries with several zones: the one that the files use.
 *
 * @throws AppError 'not-found' for a code whose zone is not known
 */
export function timeZoneOf(competition: string): string {
	const timeZone = lookUp(competition);
	if (timeZone === undefined)
		throw new AppError(
			'not-found',
			`The time zone of competition "${competition}" is not known: use a code that starts with one of ${[...TIME_ZONES.keys()].join(', ')}, or add it to server/football/competitions.ts.`,
		);
	return timeZone;
}

/** Whether this is a competition code whose time zone is known. */
export function isCompetition(code: string): boolean {
	return lookUp(code) !== undefined;
}

function lookUp(code: string): string | undefined {
	const prefix = /^([a-z]+)(\.[a-z0-9]+)?$/.exec(code)?.[1];
	return prefix === undefined ? undefined : TIME_ZONES.get(prefix);
}

const TIME_ZONES: ReadonlyMap<string, string> = new Map([
	['ar', 'America/Argentina/Buenos_Aires'],
	['at', 'Europe/Vienna'],
	['au', 'Australia/Sydney'],
	['be', 'Europe/Brussels'],
	['br', 'America/Sao_Paulo'],
	['ch', 'Europe/Zurich'],
	['cl', 'America/Santiago'],
	['cn', 'Asia/Shanghai'],
	['co', 'America/Bogota'],
	// The Copa Libertadores' files are in UTC-3 wherever the match is.
	['copa', 'America/Argentina/Buenos_Aires'],
	['cz', 'Europe/Prague'],
	['de', 'Europe/Berlin'],
	['dk', 'Europe/Copenhagen'],
	['dz', 'Africa/Algiers'],
	['ec', 'America/Guayaquil'],
	['eg', 'Africa/Cairo'],
	['en', 'Europe/London'],
	['es', 'Europe/Madrid'],
	['euro', 'Europe/Zurich'],
	['fi', 'Europe/Helsinki'],
	['fr', 'Europe/Paris'],
	['gr', 'Europe/Athens'],
	['hr', 'Europe/Zagreb'],
	['hu', 'Europe/Budapest'],
	['ie', 'Europe/Dublin'],
	['it', 'Europe/Rome'],
	['jp', 'Asia/Tokyo'],
	['kr', 'Asia/Seoul'],
	['ma', 'Africa/Casablanca'],
	// Major League Soccer's files are in Eastern Time for every club.
	['mls', 'America/New_York'],
	['mx', 'America/Mexico_City'],
	['nl', 'Europe/Amsterdam'],
	['no', 'Europe/Oslo'],
	['pe', 'America/Lima'],
	['pl', 'Europe/Warsaw'],
	['pt', 'Europe/Lisbon'],
	['ro', 'Europe/Bucharest'],
	['ru', 'Europe/Moscow'],
	['sc', 'Europe/London'],
	['sco', 'Europe/London'],
	['se', 'Europe/Stockholm'],
	['tr', 'Europe/Istanbul'],
	['ua', 'Europe/Kyiv'],
	// UEFA gives its kick-offs in Central European Time, whatever the host's.
	['uefa', 'Europe/Zurich'],
	['us', 'America/New_York'],
	['uy', 'America/Montevideo'],
	['za', 'Africa/Johannesburg'],
]);
