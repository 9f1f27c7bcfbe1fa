import { Download } from 'lucide-react';
import type { AuditSearch } from '../../audit-query.ts';
import { urls } from '../../urls.ts';

const FORMATS = { csv: 'CSV', jsonl: 'JSON lines' };

/** All that the filter means, as a file. */
export function ExportLinks({ fields }: { fields: AuditSearch['fields'] }) {
	return (
		<p className="flex flex-wrap items-center gap-x-4 gap-y-1">
			<span className="flex items-center gap-1.5">
				<Download aria-hidden className="size-3.5" />
				Export
			</span>
			{Object.entries(FORMATS).map(([format, words]) => (
				<a
					key={format}
					href={urls.auditExport({ format, ...fields })}
					download
					className="py-1 font-medium text-info hover:underline"
				>
					{words}
				</a>
			))}
		</p>
	);
}
