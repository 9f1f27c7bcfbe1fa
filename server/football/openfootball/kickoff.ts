import { zonedTime } from '../time-zones.ts';
import { UnusableMatch } from './unusable-match.ts';

/** Local time of a match that has a date but no time: when most are played. */
const DEFAULT_TIME = '15:00';

/**
 * @param date a valid YYYY-MM-DD
 * @param time "20:00", or with its own zone: "20:00 UTC+1", "20:45 CEST"; empty when not yet known
 * @param leagueZone for a time without a zone of its own
 * @throws UnusableMatch for a time that cannot be read
 */
export function parseKickoff(
	date: string,
	time: string,
	leagueZone: string,
): { kickoffAt: Date; kickoffConfirmed: boolean } {
	if (time === '') return { kickoffAt: zonedTime(date, DEFAULT_TIME, leagueZone), kickoffConfirmed: false };
	const [, hour = '', minute = '', zone = ''] = TIME.exec(time) ?? [];
	const timeZone = zone === '' ? leagueZone : parseZone(zone);
	if (hour === '' || timeZone === null)
		throw new UnusableMatch(`time "${time}" is not like "20:00" or "20:00 UTC+1"`);
	return {
		kickoffAt: zonedTime(date, `${hour.padStart(2, '0')}:${minute}`, timeZone),
		kickoffConfirmed: true,
	};
}

const TIME = /^([01]?\d|2[0-3]):([0-5]\d)(?:\s*([A-Z].*))?$/;
const OFFSET = /^(?:UTC|GMT)\s*(?:([+\-−±])(\d{1,2})(?::?([0-5]\d))?)?$/;
const NAMED_ZONES: Readonly<Record<string, string>> = { CET: '+01:00', CEST: '+02:00' };

function parseZone(zone: string): string | null {
	const match = OFFSET.exec(zone);
	if (!match) return NAMED_ZONES[zone] ?? null;
	const [, sign = '+', hours = '0', minutes = '00'] = match;
	if (Number(hours) > 14) return null;
	return `${sign === '-' || sign === '−' ? '-' : '+'}${hours.padStart(2, '0')}:${minutes}`;
}
