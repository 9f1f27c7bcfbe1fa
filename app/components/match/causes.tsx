import type { FailureGroup } from '../../../server/pipeline/investigation/investigation.ts';
import { CAUSE_VIEWS } from '../failures/failure-words.ts';
import { STAGE_LABELS } from '../pipeline/stage-state.ts';
import { Badge } from '../ui/badge.tsx';
import { Disclosure } from '../ui/disclosure.tsx';

/** Why the work of a match has failed, what mends it, and how that is known. */
export function Causes({ causes }: { causes: FailureGroup[] }) {
	return (
		<ul className="divide-y border-b">
			{causes.map(({ id, stage, cause, summary, remedy, evidence }) => (
				<li key={id} className="grid gap-1 px-4 py-3">
					<p className="flex flex-wrap items-center gap-2">
						<Badge tone={cause === 'unknown' ? 'warn' : 'bad'} icon={CAUSE_VIEWS[cause].icon}>
							{CAUSE_VIEWS[cause].label}
						</Badge>
						<Badge tone="quiet">{STAGE_LABELS[stage]}</Badge>
					</p>
					<p className="line-clamp-4 break-words font-medium" dir="auto">
						{summary}
					</p>
					<p className="break-words" dir="auto">
						<span className="text-muted">What mends it:</span> {remedy.text}
					</p>
					{evidence.length > 0 && (
						<Disclosure summary="How this is known">
							<ul className="grid list-disc gap-0.5 pl-4">
								{evidence.map(({ text }) => (
									<li key={text} className="break-words" dir="auto">
										{text}
									</li>
								))}
							</ul>
						</Disclosure>
					)}
				</li>
			))}
		</ul>
	);
}
