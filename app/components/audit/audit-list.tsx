import { Bot, User } from 'lucide-react';
import type { AuditLine } from '../../../server/audit/list-audit.ts';
import { counted } from '../../count.ts';
import { Time } from '../../time/time.tsx';
import { Disclosure } from '../ui/disclosure.tsx';
import { SubjectLink } from './subject-link.tsx';

/** Who did what, when, with what result, the newest first. */
export function AuditList({ lines }: { lines: AuditLine[] }) {
	return (
		<ol aria-label="Actions" className="divide-y">
			{lines.map((line) => (
				<Line key={line.id} line={line} />
			))}
		</ol>
	);
}

function Line({
	line: { at, person, action, sentence, subjects, moreSubjects, detail },
}: {
	line: AuditLine;
}) {
	const Icon = person === null ? Bot : User;
	return (
		<li className="grid gap-x-6 gap-y-1 px-4 py-3 sm:grid-cols-[minmax(0,1fr)_auto]">
			<div className="flex min-w-0 gap-2.5">
				<Icon aria-hidden className="mt-0.5 size-4 shrink-0 text-muted" />
				<div className="grid min-w-0 gap-1">
					{/* All of it is in what is stored. */}
					<p className="line-clamp-5 [overflow-wrap:anywhere]">
						<bdi className="font-semibold">{person ?? 'The pipeline'}</bdi> <span dir="auto">{sentence}</span>
						.
					</p>
					<div className="flex min-w-0 flex-wrap gap-x-4 gap-y-1 text-xs">
						{subjects.map((subject) => (
							<SubjectLink key={`${subject.kind} ${subject.id}`} subject={subject} />
						))}
						{moreSubjects > 0 && <span className="text-muted">and {counted(moreSubjects, 'other')}</span>}
						<div className="min-w-0 has-[[open]]:w-full">
							<Disclosure summary="As stored">
								<p className="text-muted [overflow-wrap:anywhere]">{action}</p>
								<pre className="mt-1 whitespace-pre-wrap break-all rounded-md bg-raised p-3">
									{JSON.stringify(detail, null, 2)}
								</pre>
							</Disclosure>
						</div>
					</div>
				</div>
			</div>
			<p className="pl-6.5 text-xs text-muted sm:pl-0 sm:pt-0.5">
				<Time at={at} />
			</p>
		</li>
	);
}
