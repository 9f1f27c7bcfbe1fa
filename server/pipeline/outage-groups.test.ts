import { describe, expect, it } from 'vitest';
import { groupOutages, whoWasDown } from './outage-groups.ts';
import type { Outage } from './outages.ts';

const at = (time: string) => new Date(`2025-03-01T${time}Z`);
const NOW = at('15:00:00');

function outage(kind: Outage['kind'], from: string, to: string | null, stopped = false): Outage {
	return { kind, from: at(from), to: to === null ? null : at(to), stopped };
}

function told(...outages: Outage[]) {
	return groupOutages(outages, NOW).map(({ kinds, from, to }) => [
		whoWasDown(kinds),
		from.toISOString().slice(11, 19),
		to?.toISOString().slice(11, 19) ?? null,
	]);
}

describe('groupOutages', () => {
	it('tells workers that went and came back together as one, from the first to the last', () => {
		expect(
			told(
				outage('prediction', '14:02:01', '14:31:00'),
				outage('scheduling', '14:02:00', '14:31:05'),
				outage('settlement', '14:02:00', '14:30:59'),
			),
		).toEqual([['All workers', '14:02:00', '14:31:05']]);
	});

	it.each<[string, Outage[], unknown[]]>([
		[
			'far apart',
			[outage('prediction', '10:00:00', '10:05:00'), outage('settlement', '12:00:00', '12:05:00')],
			[
				['Prediction worker', '10:00:00', '10:05:00'],
				['Settlement worker', '12:00:00', '12:05:00'],
			],
		],
		[
			'short within long',
			[outage('scheduling', '10:00:00', '12:00:00'), outage('prediction', '10:30:00', '10:31:00')],
			[
				['Scheduling worker', '10:00:00', '12:00:00'],
				['Prediction worker', '10:30:00', '10:31:00'],
			],
		],
		[
			'twice the same',
			[outage('prediction', '10:00:00', '10:05:00'), outage('prediction', '10:05:00', '10:10:00')],
			[
				['Prediction worker', '10:00:00', '10:05:00'],
				['Prediction worker', '10:05:00', '10:10:00'],
			],
		],
		[
			'over and going on',
			[outage('scheduling', '10:00:00', null), outage('settlement', '10:00:00', '14:59:00')],
			[
				['Scheduling worker', '10:00:00', null],
				['Settlement worker', '10:00:00', '14:59:00'],
			],
		],
		[
			'two that go on',
			[outage('settlement', '14:00:00', null), outage('prediction', '14:00:01', null)],
			[['Prediction and settlement workers', '14:00:00', null]],
		],
	])('%s', (_, outages, expected) => {
		expect(told(...outages)).toEqual(expected);
	});

	it('was stopped only when all of it was', () => {
		const both = (stopped: boolean) => [
			outage('prediction', '14:00:00', null, true),
			outage('settlement', '14:00:00', null, stopped),
		];
		expect(groupOutages(both(true), NOW)[0]?.stopped).toBe(true);
		expect(groupOutages(both(false), NOW)[0]?.stopped).toBe(false);
	});
});
