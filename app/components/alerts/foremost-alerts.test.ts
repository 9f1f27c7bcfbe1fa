import { describe, expect, it } from 'vitest';
import { openAlert } from './alert.fixture.ts';
import { foremostAlerts, unacknowledged } from './foremost-alerts.ts';

const known = { acknowledged: { at: new Date('2025-05-25T14:00:00Z'), by: 'admin' } };
const alerts = [
	openAlert({ id: 'a', severity: 'critical', ...known }),
	openAlert({ id: 'b', severity: 'critical' }),
	openAlert({ id: 'c', severity: 'warning', ...known }),
	openAlert({ id: 'd', severity: 'warning' }),
	openAlert({ id: 'e', severity: 'info' }),
];

const ids = (list: { id: string }[]) => list.map(({ id }) => id).join('');

describe('foremostAlerts', () => {
	it('shows first what nobody looks after, the most severe of it first', () => {
		expect(ids(foremostAlerts(alerts, 5).shown)).toBe('bdeac');
	});

	it('shows three, and says how many there are', () => {
		const { shown, total } = foremostAlerts(alerts);
		expect([ids(shown), total]).toEqual(['bde', 5]);
	});

	it('shows what somebody looks after when that is all', () => {
		expect(ids(foremostAlerts([...alerts.slice(0, 1), ...alerts.slice(2, 3)]).shown)).toBe('ac');
		expect(foremostAlerts([])).toEqual({ shown: [], total: 0 });
	});
});

it('counts as unacknowledged what nobody has said to know of', () => {
	expect(ids(unacknowledged(alerts))).toBe('bde');
});
