import { createHash } from 'node:crypto';
import { MINUTE } from '../../clock.ts';
import { shortened } from '../../foreign-text.ts';
import { STAGE_WORDS } from '../../pipeline/stage-words.ts';
import { LEAST_FAILURES } from '../situation.ts';
import type { Rule } from './rule.ts';

/** So many failures of one cause are of a level more. */
const LEVELS = [LEAST_FAILURES, 100, 1_000];

/** Of a foreign message that is quoted. */
const EXCERPT_LENGTH = 200;

/** Many failures of a stage, open and of the last 24 hours, have one cause. */
export const failuresOfOneCause: Rule = {
	kind: 'failures_of_one_cause',
	find: ({ failures: groups }) =>
		groups.map(({ stage, what, cause, failures, example }) => ({
			kind: 'failures_of_one_cause',
			subject: `${stage}/${createHash('sha256').update(what).digest('hex').slice(0, 16)}`,
			level: LEVELS.filter((least) => failures >= least).length,
			message: `${failures} failures of the ${STAGE_WORDS[stage]} have one cause: ${shortened(cause ?? example, EXCERPT_LENGTH)} See npm run touchline -- investigate, or the console's page Failures.`,
		})),
	closesAfter: 5 * MINUTE,
};
