import { ChevronRight } from 'lucide-react';
import type { ReactNode } from 'react';

/** Something that is there when it is wanted; it opens without JavaScript too. */
export function Disclosure({
	summary,
	open,
	children,
}: {
	summary: ReactNode;
	/** From the beginning. */
	open?: boolean;
	children: ReactNode;
}) {
	return (
		<details open={open} className="group min-w-0 open:col-span-full">
			<summary className="flex w-fit list-none items-center gap-1 rounded text-xs font-medium text-muted hover:text-ink [&::-webkit-details-marker]:hidden">
				<ChevronRight aria-hidden className="size-3.5 transition-transform group-open:rotate-90" />
				{summary}
			</summary>
			<div className="mt-2">{children}</div>
		</details>
	);
}
