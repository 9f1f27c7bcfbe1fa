import { z } from 'zod';
import { countOf } from '../../words.ts';
import { defineAction, type Subject } from '../define-action.ts';

const named = z.object({ competition: z.string() });

/** What operators change under Settings. */
export const settingsActions = {
	'competitions.follow': defineAction({
		label: 'Follow a competition',
		detail: named,
		sentence: ({ competition }) => `had the fixtures of ${competition} read from then on`,
		subjects: aboutCompetition,
	}),
	'competitions.unfollow': defineAction({
		label: 'Stop following a competition',
		detail: named.extend({ coming: z.int() }),
		sentence: ({ competition, coming }) =>
			`had the fixtures of ${competition} read no more; ${countOf(coming, 'coming match', 'coming matches')} stayed`,
		subjects: aboutCompetition,
	}),
};

function aboutCompetition({ competition }: { competition: string }): Subject[] {
	return [{ kind: 'competition', id: competition }];
}
