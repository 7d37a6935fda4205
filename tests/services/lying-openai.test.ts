import { cardAtOpenAi, chatAtOpenAi } from "../support/cases";
import { judgeLiar } from "../support/lying/judge-provider";
import { lyingOpenAi } from "../support/lying/lying-openai";
import { providersUrl } from "../support/virtual-world";

judgeLiar({
  provider: "openai",
  cases: [chatAtOpenAi, cardAtOpenAi],
  tickMs: 10_000,
  play: (stage) => lyingOpenAi(stage, `${providersUrl}/openai/v1`),
});
