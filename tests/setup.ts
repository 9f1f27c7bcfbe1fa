import { format } from 'node:util';
import { afterAll, afterEach } from 'vitest';

const METHODS = ['debug', 'error', 'info', 'log', 'warn'] as const;

/**
 * What is printed during a test and was not expected is a problem that nobody would look at, so it fails
 * the test. A test that expects output replaces the method: `vi.spyOn(console, 'warn').mockImplementation(...)`.
 */
const printed: string[] = [];
const own = { ...console };

for (const method of METHODS) {
	console[method] = (...values: unknown[]) => {
		printed.push(`console.${method}: ${format(...values)}`);
		own[method](...values);
	};
}

function failOnOutput(): void {
	const unexpected = printed.splice(0);
	if (unexpected.length > 0) throw new Error(`Unexpected output: ${unexpected.join('\n')}`);
}

afterEach(failOnOutput);
afterAll(() => {
	// The next file of this process begins with a console of its own.
	Object.assign(console, own);
	failOnOutput();
});
