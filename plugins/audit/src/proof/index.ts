export {
  verifyProof,
  type CheckName,
  type CheckResult,
  type ProofCheck,
} from './verifyProof';
