import { videoAtOpenAi } from "../support/cases";
import { judgeLiar } from "../support/lying/judge-provider";
import { lyingVideos } from "../support/lying/lying-videos";
import { providersUrl } from "../support/virtual-world";

judgeLiar({
  provider: "openai-videos",
  cases: [videoAtOpenAi],
  tickMs: 10_000,
  play: (stage) => lyingVideos(stage, `${providersUrl}/openai/v1`),
});
