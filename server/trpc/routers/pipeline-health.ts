import { z } from 'zod';
import { COVERAGE_HOURS } from '../../pipeline/coverage.ts';
import { pipelineHealth } from '../../pipeline/pipeline-health.ts';
import { sharedProcedure } from '../init.ts';

/** The same answer as GET /api/admin/pipeline-health. */
export const pipelineHealthProcedure = sharedProcedure
	.input(z.object({ hours: z.number().default(COVERAGE_HOURS) }).prefault({}))
	.query(({ ctx, input }) => pipelineHealth(ctx, input.hours));
