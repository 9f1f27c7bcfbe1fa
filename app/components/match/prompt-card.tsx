import type { MatchDetail } from '../../../server/pipeline/match-detail.ts';
import { Time } from '../../time/time.tsx';
import { Card } from '../ui/card.tsx';
import { Disclosure } from '../ui/disclosure.tsx';
import { Verbatim } from './verbatim.tsx';

/** What the models were asked, word for word. */
export function PromptCard({ prompts }: Pick<MatchDetail, 'prompts'>) {
	return (
		<Card title="Prompt" aside="replies: choose a model in the predictions">
			<div className="grid gap-2">
				{prompts.length === 0 && <p className="text-muted">The models have not been asked yet.</p>}
				{prompts.map(({ madeAt, text }) => (
					<Disclosure
						key={madeAt.toISOString()}
						summary={
							<span>
								Prompt, made <Time at={madeAt} />
							</span>
						}
					>
						<Verbatim text={text} label="Prompt" />
					</Disclosure>
				))}
			</div>
		</Card>
	);
}
