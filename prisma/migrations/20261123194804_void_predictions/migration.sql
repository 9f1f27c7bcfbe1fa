-- CreateTable
CREATE TABLE "VoidPrediction" (
    "id" TEXT NOT NULL,
    "matchId" TEXT NOT NULL,
    "modelId" TEXT NOT NULL,
    "promptId" TEXT NOT NULL,
    "homeGoals" SMALLINT NOT NULL,
    "awayGoals" SMALLINT NOT NULL,
    "homeProbability" DOUBLE PRECISION,
    "drawProbability" DOUBLE PRECISION,
    "awayProbability" DOUBLE PRECISION,
    "madeAt" TIMESTAMPTZ(3) NOT NULL,
    "kickoffAt" TIMESTAMPTZ(3) NOT NULL,
    "reply" TEXT NOT NULL,
    "servedBy" TEXT NOT NULL,
    "latencyMs" INTEGER NOT NULL,
    "promptTokens" INTEGER,
    "completionTokens" INTEGER,
    "costUsd" DOUBLE PRECISION,
    "voidedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "VoidPrediction_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "VoidPrediction_matchId_idx" ON "VoidPrediction"("matchId");

-- AddForeignKey
ALTER TABLE "VoidPrediction" ADD CONSTRAINT "VoidPrediction_matchId_fkey" FOREIGN KEY ("matchId") REFERENCES "Match"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "VoidPrediction" ADD CONSTRAINT "VoidPrediction_modelId_fkey" FOREIGN KEY ("modelId") REFERENCES "Model"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "VoidPrediction" ADD CONSTRAINT "VoidPrediction_promptId_fkey" FOREIGN KEY ("promptId") REFERENCES "Prompt"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
