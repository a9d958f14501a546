import { watchTraversals } from "@/components/ui/leave-guards";

// Runs before the router listens to the browser's history.
watchTraversals();
