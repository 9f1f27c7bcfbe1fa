import { CircleCheck, Info, TriangleAlert } from 'lucide-react';
import type { BackfillPreview } from '../../../server/pipeline/backfill/preview.ts';
import { grouped } from '../../count.ts';
import { Card } from '../ui/card.tsx';
import { Disclosure } from '../ui/disclosure.tsx';
import { Empty } from '../ui/empty.tsx';
import { Figures } from '../ui/figures.tsx';
import { TONE_TEXT } from '../ui/tone.ts';
import { estimatedCost, estimatedTime, estimatedTokens } from './estimated.ts';
import { type PreviewNote, previewNotes } from './preview-notes.ts';
import { nothingToDo } from './preview-words.ts';
import { StartForm } from './start-form.tsx';

/** What a backfill would do now, in numbers, and the way to start it. */
export function PreviewCard({ preview }: { preview: BackfillPreview }) {
	const { matches, selection } = preview;
	return (
		<Card id="preview" title="Preview" flush>
			<p className="border-b px-4 py-2.5 first-letter:uppercase" dir="auto">
				{selection}
			</p>
			{matches === 0 ? (
				<Empty icon={CircleCheck} tone="good">
					{nothingToDo(preview)}
				</Empty>
			) : (
				<Work preview={preview} />
			)}
		</Card>
	);
}

function Work({ preview }: { preview: BackfillPreview }) {
	const { matches, estimate } = preview;
	return (
		<>
			<div className="grid gap-4 p-4">
				<Figures
					figures={[
						{ label: 'Matches', value: grouped(matches) },
						{ label: 'Calls', value: grouped(estimate.calls) },
						{ label: 'Tokens', value: estimatedTokens(estimate) },
						{ label: 'Cost', value: estimatedCost(estimate.costUsd) },
						{ label: 'Time', value: estimatedTime(estimate.durationMs) },
					]}
				/>
				<ul className="grid gap-1.5 empty:hidden">
					{previewNotes(preview).map((note) => (
						<Note key={note.text} note={note} />
					))}
				</ul>
			</div>
			<StartForm preview={preview} />
		</>
	);
}

function Note({ note: { text, tone, names } }: { note: PreviewNote }) {
	const Icon = tone === 'warn' ? TriangleAlert : Info;
	return (
		<li className={`flex gap-2 ${TONE_TEXT[tone]}`}>
			<Icon aria-hidden className="mt-0.5 size-4 shrink-0" />
			<div className="min-w-0">
				<p>{text}</p>
				{names && (
					<Disclosure summary="Which">
						<p className="text-xs">{names.join(', ')}</p>
					</Disclosure>
				)}
			</div>
		</li>
	);
}
