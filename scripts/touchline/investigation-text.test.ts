import { expect, it } from 'vitest';
import type { FailureGroup, Investigation } from '../../server/pipeline/investigation/investigation.ts';
import { investigationText } from './investigation-text.ts';

const at = (time: string) => new Date(`2026-01-10T${time}Z`);

const GROUP: FailureGroup = {
	id: '1a2b3c4d',
	stage: 'settlement',
	fingerprint: 'No prediction is stored.',
	message: 'No prediction is stored.',
	cause: 'worker_down',
	summary: 'The prediction worker was down from 11:56 to 21:05 UTC on 2026-01-10: the predictions never ran.',
	missing: { stage: 'predictions', dueFrom: at('13:30:00'), dueTo: at('17:00:00') },
	evidence: [
		{ text: 'No prediction is stored.', matches: 43 },
		{ text: 'The analysis was there late.', matches: 2 },
	],
	failures: 43,
	matches: 43,
	regressed: 0,
	firstSeenAt: at('17:10:00'),
	lastSeenAt: at('21:00:00'),
	examples: [{ id: 'm1', home: 'Ajax', away: 'Genk', kickoffAt: at('14:00:00') }],
	remedy: { text: 'Recover.', action: 'recover', command: 'npm run touchline -- retry --group 1a2b3c4d' },
};

const INVESTIGATION: Investigation = {
	since: at('00:00:00'),
	at: at('22:00:00'),
	failures: 43,
	duplicates: 0,
	leftOut: 0,
	groups: [GROUP],
};

it('tells of each group the cause, what shows it, and what mends it', () => {
	expect(investigationText(INVESTIGATION)).toBe(
		`43 matches, 43 failures of the settlement
  cause     The prediction worker was down from 11:56 to 21:05 UTC on 2026-01-10: the predictions never ran.
  missing   predictions, due Sat 10 Jan 13:30 to Sat 10 Jan 17:00 UTC
  evidence  43 of 43: No prediction is stored.
            2 of 43: The analysis was there late.
  message   No prediction is stored.
  seen      first Sat 10 Jan 17:10, last Sat 10 Jan 21:00 UTC
  examples  Ajax – Genk, kick-off Sat 10 Jan 14:00
  remedy    Recover.
  command   npm run touchline -- retry --group 1a2b3c4d

Looked at 43 failures from Sat 10 Jan 00:00 to Sat 10 Jan 22:00 UTC.
`,
	);
});

it('says what came back, and leaves out what there is not', () => {
	const group = {
		...GROUP,
		matches: 1,
		failures: 1,
		regressed: 1,
		missing: null,
		examples: [],
		evidence: [],
	};
	const remedy = { text: 'Wait.', action: null, command: null };
	const text = investigationText({ ...INVESTIGATION, groups: [{ ...group, remedy }] });
	expect(text).toContain('1 match, 1 failure of the settlement\n');
	expect(text).toContain('last Sat 10 Jan 21:00 UTC; 1 came back after they had been resolved\n');
	expect(text).not.toMatch(/missing|evidence|examples|command/);
});

it('counts failed jobs that name no match by themselves', () => {
	const evidence = [{ text: 'The job says: payload', matches: 3 }];
	const group = { ...GROUP, matches: 0, failures: 3, missing: null, examples: [], evidence };
	const text = investigationText({ ...INVESTIGATION, groups: [group] });
	expect(text).toContain('3 failures of the settlement without a match\n');
	expect(text).toContain('  evidence  3 of 3: The job says: payload\n');
});

it('says that nothing has failed, and what was looked at', () => {
	const nothing = { ...INVESTIGATION, groups: [], failures: 0 };
	expect(investigationText(nothing)).toBe(
		'Nothing has failed since Sat 10 Jan 00:00 UTC.\nLooked at 0 failures from Sat 10 Jan 00:00 to Sat 10 Jan 22:00 UTC.\n',
	);
	expect(investigationText({ ...INVESTIGATION, duplicates: 2, leftOut: 5 })).toMatch(
		/UTC; 2 failed jobs in the queues told of the same; 5 older failures left out: ask for a shorter time\.\n$/,
	);
});
