import { useActionData, useFetcher } from '@remix-run/react';
import { Send } from 'lucide-react';
import { useState } from 'react';
import { useHydrated } from '../../hydrated.ts';
import { urls } from '../../urls.ts';
import type { WebhookDone, WebhookRefusal } from '../../webhook-actions.ts';
import { WEBHOOK_INTENTS } from '../../webhook-intents.ts';
import { Button } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';

/** The last test of a webhook on this page. */
export interface WebhookTest {
	fetcher: ReturnType<typeof useFetcher<Answer>>;
	/** What came of it, until it is put away. */
	outcome: { delivered: boolean; words: string } | null;
	putAway(): void;
}

type Answer = WebhookDone | WebhookRefusal;

/** Tests run beside each other and beside the page: a receiver may take its time. Without JavaScript the page waits. */
export function useTest(name: string): WebhookTest {
	const fetcher = useFetcher<Answer>({ key: `test ${name}` });
	const ofPage = useActionData<Answer>();
	const answer = fetcher.data ?? ofPage;
	const [read, setRead] = useState<Answer>();
	return {
		fetcher,
		outcome: answer && answer !== read ? outcomeOf(answer, name) : null,
		putAway: () => setRead(answer),
	};
}

function outcomeOf(answer: Answer, name: string): WebhookTest['outcome'] {
	if ('tested' in answer && answer.tested.webhook === name) {
		const { delivered, problem } = answer.tested;
		return { delivered, words: delivered ? 'The test message was delivered.' : `Not delivered: ${problem}` };
	}
	const refused = 'problem' in answer && answer.intent === WEBHOOK_INTENTS.test;
	return refused && answer.fields.name === name ? { delivered: false, words: answer.problem } : null;
}

/** Sends a test message to a webhook. */
export function TestForm({ name, enabled, test }: { name: string; enabled: boolean; test: WebhookTest }) {
	const { Form, state } = test.fetcher;
	const busy = state !== 'idle';
	return (
		<Form method="post" action={urls.settingsWebhooks}>
			<input type="hidden" name="name" value={name} />
			<Button
				name="intent"
				value={WEBHOOK_INTENTS.test}
				disabled={busy || !enabled}
				title={enabled ? undefined : 'Turn it on before you test it'}
			>
				<Send aria-hidden className="size-3.5" />
				{busy ? 'Testing …' : 'Test'}
			</Button>
		</Form>
	);
}

/** What came of the test, until it is read. */
export function TestOutcome({ test: { outcome, putAway } }: { test: WebhookTest }) {
	const hydrated = useHydrated();
	return (
		<div role="status" aria-label="Test" className="empty:absolute">
			{outcome && (
				<Notice tone={outcome.delivered ? 'good' : 'bad'}>
					<span dir="auto">{outcome.words}</span>{' '}
					<button
						type="button"
						onClick={putAway}
						className={`font-medium underline underline-offset-4 ${hydrated ? '' : 'invisible'}`}
					>
						Put away
					</button>
				</Notice>
			)}
		</div>
	);
}
