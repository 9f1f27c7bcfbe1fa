import { expect, it } from 'vitest';
import { commands } from './commands.ts';

const labels = (failures: number | null) => commands(failures).map(({ label }) => label);

it('says how many failures there are to retry, and offers nothing to retry when there are none', () => {
	expect(labels(1_043)).toContain('Retry 1,043 failures …');
	expect(labels(1)).toContain('Retry 1 failure …');
	expect(labels(null)).toContain('Retry failures …');
	expect(labels(0).join()).not.toContain('Retry');
});
