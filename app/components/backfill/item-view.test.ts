import { expect, it } from 'vitest';
import { itemView } from './item-view.ts';

const AT = new Date('2025-05-25T18:00:00Z');

it.each([
	['Not yet', { startedAt: null, outcome: null }, false],
	['Left alone', { startedAt: null, outcome: null }, true],
	['Under way', { startedAt: AT, outcome: null }, false],
	['Under way', { startedAt: AT, outcome: null }, true],
	['Done', { startedAt: AT, outcome: 'done' }, true],
	['Failed', { startedAt: AT, outcome: 'failed' }, false],
	['Skipped', { startedAt: AT, outcome: 'skipped' }, false],
] as const)('is %s for %j when cancelled is %s', (label, item, cancelled) => {
	expect(itemView(item, cancelled).label).toBe(label);
});
