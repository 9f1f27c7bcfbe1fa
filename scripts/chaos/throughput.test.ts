import { describe, expect, it } from 'vitest';
import { relativeRate, type Sample, throughputAround } from './throughput.ts';

/** A look every 100 ms; `stored` tells how many predictions each interval brought. */
function samples(stored: number[], owed = 100): Sample[] {
	let sum = 0;
	return [0, ...stored].map((more, index) => {
		sum += more;
		return { at: index * 100, stored: sum, owed };
	});
}

describe('throughputAround', () => {
	it('splits what was stored by the start and the healing of the fault', () => {
		const looks = samples([5, 5, 5, 0, 0, 1, 4, 4]);
		expect(throughputAround(looks, { from: 300, until: 600 }, [], 28)).toEqual({
			before: { predictions: 10, ms: 200 },
			during: { predictions: 1, ms: 300 },
			after: { predictions: 8, ms: 200 },
		});
	});

	it('counts no time in which there was too little to do', () => {
		const looks = samples([5, 5, 5, 5]).map((look, index) => ({ ...look, owed: index < 2 ? 100 : 5 }));
		expect(throughputAround(looks, { from: 400, until: 500 }, [], 28).before).toEqual({
			predictions: 5,
			ms: 100,
		});
	});

	it('leaves out the start of a burst, but no standstill that the fault has caused', () => {
		const looks = samples([0, 0, 5, 5, 0, 0, 5, 5]);
		expect(throughputAround(looks, { from: 400, until: 600 }, [], 28)).toEqual({
			before: { predictions: 5, ms: 100 },
			during: { predictions: 0, ms: 200 },
			after: { predictions: 10, ms: 200 },
		});
	});

	it('takes no time of another fault for before or after', () => {
		const looks = samples([5, 5, 0, 0, 5, 5, 0, 0, 5, 5]);
		const others = [{ from: 200, until: 400 }];
		expect(throughputAround(looks, { from: 600, until: 800 }, others, 28).before).toEqual({
			predictions: 15,
			ms: 300,
		});
	});
});

describe('relativeRate', () => {
	const measured = (before: number, after: number) => ({
		before: { predictions: before, ms: 1_000 },
		during: { predictions: 0, ms: 0 },
		after: { predictions: after, ms: 1_000 },
	});

	it('puts all faults together', () => {
		expect(relativeRate([measured(50, 50), measured(50, 25)], 'after')).toBeCloseTo(0.75, 9);
	});

	it('is null where nothing can be measured', () => {
		expect(relativeRate([measured(50, 50)], 'during')).toBeNull();
		expect(relativeRate([measured(0, 50)], 'after')).toBeNull();
		expect(relativeRate([], 'after')).toBeNull();
	});
});
