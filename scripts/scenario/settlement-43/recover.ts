import type { FailureGroup } from '../../../server/pipeline/investigation/investigation.ts';
import type { TouchlineClient } from '../../../server/trpc/client.ts';
import { actionText } from '../../touchline/action-text.ts';
import { follow } from '../../touchline/follow.ts';
import { hasCome } from '../../touchline/has-come.ts';

/** Real milliseconds between two lines of progress. */
const SAY_EVERY = 2_000;

/** Does what an operator would do with the group: one retry of all, and a look at how it goes. */
export async function recoverGroup(
	{ failures }: TouchlineClient,
	{ id: group, failures: confirmed }: FailureGroup,
	{ say, signal }: { say(line: string): void; signal: AbortSignal },
): Promise<void> {
	const { id } = await failures.retryGroup.mutate({ group, confirmed });
	let [said, saidAt] = ['', 0];
	await follow({
		read: () => failures.action.query({ id }),
		isOver: hasCome,
		tell(action) {
			const text = actionText(action);
			const isEarly = performance.now() - saidAt < SAY_EVERY && !hasCome(action);
			if (isEarly || text === said) return;
			[said, saidAt] = [text, performance.now()];
			say(text);
		},
		signal: AbortSignal.any([signal, AbortSignal.timeout(LONGEST)]),
	});
}

/** Real milliseconds that it may take. */
const LONGEST = 120_000;
