import { pipelineStatus } from '../../pipeline/status.ts';
import { operatorProcedure } from '../init.ts';

/** The pipeline's clock, and the replay that it runs in. */
export const statusProcedure = operatorProcedure.query(({ ctx }) => pipelineStatus(ctx));
