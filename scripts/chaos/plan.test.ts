import { describe, expect, it } from 'vitest';
import { FAULT_KINDS, kindsOf } from './faults.ts';
import { planRounds } from './plan.ts';

const SEEDS = Array.from({ length: 50 }, (_, seed) => seed);
const kindsIn = (plans: ReturnType<typeof planRounds>) =>
	plans.flatMap(({ faults }) => faults.map(({ kind }) => kind));

describe('planRounds', () => {
	it('plans the same for the same seed, and something else for another', () => {
		const kinds = kindsOf('postgres');
		expect(planRounds(7, 20, kinds)).toEqual(planRounds(7, 20, kinds));
		expect(planRounds(7, 20, kinds)).not.toEqual(planRounds(8, 20, kinds));
	});

	it('does not change a round because more follow', () => {
		const kinds = kindsOf('redis');
		expect(planRounds(7, 30, kinds).slice(0, 5)).toEqual(planRounds(7, 5, kinds));
	});

	it.each(['postgres', 'redis'] as const)('has every kind of fault in 20 rounds on %s', (backend) => {
		const kinds = kindsOf(backend);
		for (const seed of SEEDS) expect(new Set(kindsIn(planRounds(seed, 20, kinds)))).toEqual(new Set(kinds));
	});

	it('gives a round two to four faults, no two alike, none at the same point', () => {
		for (const { faults } of SEEDS.flatMap((seed) => planRounds(seed, 20, kindsOf('redis')))) {
			expect(faults.length).toBeGreaterThanOrEqual(2);
			expect(faults.length).toBeLessThanOrEqual(4);
			expect(new Set(faults.map(({ kind }) => kind)).size).toBe(faults.length);
			expect(new Set(faults.map(({ trigger }) => JSON.stringify(trigger))).size).toBe(faults.length);
		}
	});

	it('uses what it was given and nothing else', () => {
		const plans = planRounds(1, 3, ['kill-all']);
		expect(kindsIn(plans)).toEqual(['kill-all', 'kill-all', 'kill-all']);
	});

	it('changes two different matches, and breaks models only while they are asked', () => {
		const faults = SEEDS.flatMap((seed) => planRounds(seed, 20, FAULT_KINDS)).flatMap((plan) => plan.faults);
		for (const { kind, matches, trigger } of faults) {
			expect(matches[0]).not.toBe(matches[1]);
			if (kind.startsWith('models-')) expect(trigger.when).toBe('predictions');
		}
	});
});
