import { describe, expect, it } from 'vitest';
import { serviceStrip } from './service-strip.ts';

const from = new Date('2025-05-01T00:00:00Z');
const to = new Date('2025-05-10T14:00:00Z');
const days = [
	{ day: '2025-05-01', matches: 4, served: 4 },
	{ day: '2025-05-09', matches: 6, served: 5 },
	{ day: '2025-05-10', matches: 2, served: 2 },
];

describe('serviceStrip', () => {
	it('has a cell for each day, today among them, also for those without a match', () => {
		const cells = serviceStrip(days, { from, to });
		expect(cells).toHaveLength(10);
		expect(cells[0]).toEqual({ from: '2025-05-01', to: '2025-05-01', matches: 4, served: 4 });
		expect(cells[1]).toEqual({ from: '2025-05-02', to: '2025-05-02', matches: 0, served: 0 });
		expect(cells.at(-1)).toMatchObject({ from: '2025-05-10', matches: 2 });
	});

	it('puts days together where they are too many, and loses none', () => {
		const cells = serviceStrip(days, { from, to }, 4);
		expect(cells.map((cell) => [cell.from.slice(8), cell.to.slice(8), cell.matches, cell.served])).toEqual([
			['01', '01', 4, 4],
			['02', '04', 0, 0],
			['05', '07', 0, 0],
			['08', '10', 8, 7],
		]);
		expect(serviceStrip(days, { from: new Date('2024-05-11T00:00:00Z'), to }).length).toBeLessThanOrEqual(60);
	});
});
