import { z } from 'zod';
import { auditChoices } from '../../audit/audit-choices.ts';
import { auditFilter } from '../../audit/audit-query.ts';
import { listAudit } from '../../audit/list-audit.ts';
import { plainText } from '../../plain-text.ts';
import { operatorProcedure, router } from '../init.ts';

export const auditRouter = router({
	/** A page of what was done, the newest first; without a filter, all of it. */
	list: operatorProcedure
		.input(
			z
				.object({
					filter: auditFilter.prefault({}),
					cursor: plainText.max(200).optional(),
					limit: z.number().int().min(1).max(1_000).default(50),
				})
				.prefault({}),
		)
		.query(({ ctx, input }) => listAudit(ctx.db, input.filter, input)),

	/** Who has done something or could, and what there is to do. */
	choices: operatorProcedure.query(({ ctx }) => auditChoices(ctx.db)),
});
