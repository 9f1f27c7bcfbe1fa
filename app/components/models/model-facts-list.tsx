import type { ModelDetail } from '../../../server/pipeline/models/read-model.ts';

/** What the registry says of a model. */
export function ModelFactsList({ model, fallback }: Pick<ModelDetail, 'model' | 'fallback'>) {
	const facts: [string, string][] = [
		['Id', model.id],
		['At the provider', model.providerModel],
		['Tier', model.reasoning ? `${model.tier}, reasoning` : model.tier],
		[
			'Price per million tokens',
			`$${model.usdPerMillionPromptTokens} in, $${model.usdPerMillionCompletionTokens} out`,
		],
		['Waits for an answer', model.timeoutMs === null ? 'as long as usual' : `${model.timeoutMs / 1_000} s`],
		['Asked instead when it is gone', fallback ?? 'none'],
	];
	return (
		<dl className="grid gap-x-8 gap-y-2.5 sm:grid-cols-2">
			{facts.map(([label, value]) => (
				<div key={label} className="min-w-0">
					<dt className="text-xs text-muted">{label}</dt>
					<dd dir="auto">{value}</dd>
				</div>
			))}
		</dl>
	);
}
