import { runHub } from "./hub";

// Its name is the id of the person whose tabs share it.
runHub(self.name, "worker", null);
