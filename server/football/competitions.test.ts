import { describe, expect, it } from 'vitest';
import { isCompetition, timeZoneOf } from './competitions.ts';
import { localDate } from './time-zones.ts';

describe('timeZoneOf', () => {
	it.each([
		['en.1', 'Europe/London'],
		['de.cup', 'Europe/Berlin'],
		['sco.1', 'Europe/London'],
		['co.1', 'America/Bogota'],
		['uefa.cl', 'Europe/Zurich'],
		['mls', 'America/New_York'],
	])('%s plays in %s', (competition, timeZone) => {
		expect(timeZoneOf(competition)).toBe(timeZone);
	});

	it.each(['xx.1', '', 'EN.1', '../en.1', 'package.json.lock'])('names %j and what to do', (competition) => {
		expect(() => timeZoneOf(competition)).toThrow(
			expect.objectContaining({
				code: 'not-found',
				message: expect.stringMatching(
					/^The time zone of competition ".*" is not known: .*competitions\.ts\.$/,
				),
			}),
		);
		expect(isCompetition(competition)).toBe(false);
	});

	it('knows only zones that exist', () => {
		const codes =
			'ar at au be br ch cl cn co copa cz de dk dz ec eg en es euro fi fr gr hr hu ie it jp kr ma mls mx nl no pe pl pt ro ru sc sco se tr ua uefa us uy za';
		for (const code of codes.split(' ')) {
			expect(isCompetition(code)).toBe(true);
			expect(localDate(new Date('2025-06-15T12:00:00Z'), timeZoneOf(code))).toBe('2025-06-15');
		}
	});
});
