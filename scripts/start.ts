import { runStack } from "./stack/run";

void runStack("start");
