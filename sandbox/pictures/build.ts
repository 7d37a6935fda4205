/** How a person is built, in units of the box. */
export interface Build {
  /** Half the width of the face. */
  face: number;
  /** Width of the jaw as a part of the face's. */
  jaw: number;
  chin: number;
  neck: number;
  shoulders: number;
  skin: string;
  hair: string;
  feminine: boolean;
}
