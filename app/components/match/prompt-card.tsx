import type { MatchDetail } from '../../../server/pipeline/match-detail.ts';
import { Time } from '../../time/time.tsx';
import { Card } from '../ui/card.tsx';
import { Disclosure } from '../ui/disclosure.tsx';

/** What the models were asked, and what each of them answered, word for word. */
export function PromptCard({ prompts, predictions }: Pick<MatchDetail, 'prompts' | 'predictions'>) {
	return (
		<Card title="Prompt and replies">
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
						<Verbatim text={text} />
					</Disclosure>
				))}
			</div>
			{predictions.length > 0 && (
				<div className="mt-4 grid gap-2 border-t pt-4 sm:grid-cols-2 lg:grid-cols-4">
					{predictions.map(({ model, servedBy, reply }) => (
						<Disclosure
							key={model.id}
							summary={
								<span>
									<span className="sr-only">Reply of </span>
									{model.name}
								</span>
							}
						>
							<p className="mb-1 text-xs text-muted">Served by {servedBy}</p>
							<Verbatim text={reply} />
						</Disclosure>
					))}
				</div>
			)}
		</Card>
	);
}

function Verbatim({ text }: { text: string }) {
	return (
		<pre
			dir="auto"
			// biome-ignore lint/a11y/noNoninteractiveTabindex: a part that scrolls must be reachable by keyboard
			tabIndex={0}
			className="max-h-96 overflow-auto whitespace-pre-wrap rounded-md bg-raised p-3 font-mono text-xs"
		>
			{text}
		</pre>
	);
}
